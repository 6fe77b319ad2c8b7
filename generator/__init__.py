"""gongkai (公开): a static site generator for a government disclosure catalogue (政务公开标准目录)."""

__version__ = "0.1.0"
