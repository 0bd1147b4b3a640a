"""What was large and is no more goes back to the system, or is used again, as a process needs it."""

import subprocess
import sys

import pytest

PROGRAM = """
import ctypes, sys
from threading import Thread
from arctic_map.render import heap

libc = ctypes.CDLL(None)
libc.malloc.restype, libc.free.argtypes = ctypes.c_void_p, [ctypes.c_void_p]

def resident():
    with open("/proc/self/statm") as statm:
        return int(statm.read().split()[1]) * 4096

def many(count, size):
    blocks = [libc.malloc(size) for _ in range(count)]
    for block in blocks:
        ctypes.memset(block, 1, size)
    for block in blocks:
        libc.free(block)

if sys.argv[1] == "small":
    heap.keep_small()
before = resident()
# A large picture, after which the C library thinks that there will be more of them.
many(1, 30_000_000)
thread = Thread(target=many, args=(100, 400_000))
thread.start()
thread.join()
print((resident() - before) >> 20)
"""


def _retained_mb(how: str) -> int:
    """Megabytes that stay with a process that has freed all."""
    done = subprocess.run([sys.executable, "-c", PROGRAM, how], capture_output=True, text=True, check=True)
    return int(done.stdout)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have other heaps")
def test_no_thread_keeps_what_it_has_freed() -> None:
    if _retained_mb("as it is") < 20:
        pytest.skip("this C library does not keep what was freed")
    assert _retained_mb("small") < 10


AGAIN = """
import ctypes, resource, sys
from arctic_map.render import heap

libc = ctypes.CDLL(None)
libc.malloc.restype, libc.free.argtypes = ctypes.c_void_p, [ctypes.c_void_p]
if sys.argv[1] == "all":
    heap.keep_all()
for _ in range(20):
    block = libc.malloc(60_000_000)
    ctypes.memset(block, 1, 60_000_000)
    libc.free(block)
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have other heaps")
def test_a_process_that_keeps_all_has_its_memory_cleared_once() -> None:
    def faults(how: str) -> int:
        done = subprocess.run([sys.executable, "-c", AGAIN, how], capture_output=True, text=True, check=True)
        return int(done.stdout)

    usual = faults("as it is")
    if usual < 100_000:
        pytest.skip("this C library does not give back what was freed")
    assert faults("all") < usual / 5
