"""Songs analysed on other machines: a Dask cluster whose workers each keep sandboxed children of their own."""
