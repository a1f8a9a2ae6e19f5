"""What a child may use before the kernel stops it."""

import resource

SECONDS = 60
MEMORY = 1024 * 1024 * 1024
#: How much a child may answer: texts and page images.
MAX_ANSWER = 128 * 1024 * 1024


def tighten(seconds: int = SECONDS, memory: int = MEMORY) -> None:
    """Limit this process: memory, processor time, no files written, few files open, no core dump."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (32, 32))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
