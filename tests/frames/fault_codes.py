"""What an error of a call on a frame says, for programs."""


def codes(refused):
    """The code and the path of each fault of an error that pytest caught."""
    return [(one.code, one.path) for one in refused.value.faults]
