"""baocao: reads Vietnamese administrative reports and turns them into traceable records."""

__version__ = "0.1.0"
