"""What can go wrong while the laboratory is built, each as a plain sentence that says what to do."""


class BuildError(Exception):
    """The laboratory could not be built; the message is shown to the person as it is."""


class NotReachable(BuildError):
    """No source could give a file that is needed."""


class HashDiffers(BuildError):
    """A source gave a file that is not the one the manifest names."""


class DiskFull(BuildError):
    """There is no room for what has to be written."""


class NotWritable(BuildError):
    """The cache can only be read, and what is needed is not in it."""
