"""The gate: one file a check, in the order of `pipeline`.

Everything here runs inside the sandbox, in a process that dies after one file. It knows neither Django nor the
database, so that nothing worth stealing is in the process that reads foreign bytes.
"""
