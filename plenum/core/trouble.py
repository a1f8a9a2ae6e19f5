"""What an operator has to put right: said in one clear sentence, without a traceback."""


class Trouble(Exception):
    """Something around the program (a port, a disk, a right, a database) does not allow it to run.

    The text is one sentence that says what is wrong and what to do. The command line prints it and ends with a
    code that is not 0. Not for people who use the pages: they get a `plenum.core.errors.Refusal`.
    """
