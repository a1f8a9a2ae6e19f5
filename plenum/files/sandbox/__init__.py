"""A process that reads foreign bytes, and can do nothing else.

`pool` keeps a few waiting processes (`zygote`). For each file one of them makes a child that limits itself, does one
job of `work` and dies. With bubblewrap the waiting process lives without network, without the machine's files and
without its environment; without bubblewrap it still has an empty environment, no inherited files and the same limits.
"""
