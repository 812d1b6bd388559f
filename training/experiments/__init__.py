"""Comparisons that train or measure many variants: ablation, variance over seeds, taggers."""
