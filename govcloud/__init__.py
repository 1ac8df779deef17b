"""govcloud moves a government's application estate onto one shared cloud, wave by wave, with proof."""

__version__ = "0.1.0"
