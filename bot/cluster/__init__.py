"""Songs heard on other machines: a Dask cluster whose workers each keep caged children of their own."""
