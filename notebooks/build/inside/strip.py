"""Runs inside Pyodide, so that the bytecode is the one that this very Python reads.

A wheel (or the standard library's zip) goes in; a zip without what no lesson touches, its modules compiled, comes out.
The entries are stored, not deflated: the web server's brotli then sees the bytes themselves and does far better.
"""

import importlib.util
import io
import marshal
import re
import zipfile

# Package → what is left out. Found by running every exercise, a chart of each kind, tracebacks, help() and completion
# against the stripped runtime; what broke something came back. Licence files always stay.
LEFT_OUT = {
    "matplotlib": r"mpl-data/sample_data|mpl-data/fonts/(afm|pdfcorefonts)|mpl-data/images/|mpl-data/plot_directive"
    r"|mpl-data/fonts/ttf/(?!DejaVuSans(-Bold)?\.ttf|DejaVuSansDisplay|DejaVuSansMono\.ttf|LICENSE)"
    r"|/tests/|testing/|sphinxext|\.pyi$|_type1font|mpl_toolkits/axisartist|_tkagg"
    r"|backends/(backend_(qt|gtk|wx|tk|web|nbagg|macosx|cairo|pgf|pdf|ps)|_backend_(gtk|tk|pdf)|qt_|web_backend)",
    "pandas": r"/tests?/|_testing/_hyp|pyproject\.toml|\.pyi$|\.pxd$|io/clipboard/",
    "numpy": r"/tests?/|f2py/(?!__init__\.py)|\.pyi$|\.pxd$|\.pyx$|\.h$|\.a$|_core/include|_core/lib/|random/(lib|_examples)"
    r"|_pyinstaller|distutils|_core/_(operand_flag|rational|struct_ufunc|umath|multiarray|simd)_?tests|_core/_simd\.",
    "pygments": r"lexers/(?!__init__|_mapping|python|special)|sphinxext"
    r"|formatters/(?!__init__|_mapping|terminal\.|terminal256|html\.|latex)",
    "ipython": r"/tests?/|testing/(?!__init__|skipdoctest)|sphinxext/|extensions/tests|\.data/",
    "pillow": r"_webp|_imagingft|_avif|_imagingcms|_imagingmorph|\.pyi$|PIL/(Tiff(?!Tags)|Gif|Webp|Avif|Pdf|Fpx|Mic|Ico"
    r"|Icns|Psd|Sgi|Tga|Xbm|Xpm|Dds|Fli|Ftex|Gbr|Hdf5|Im|Imt|Iptc|Jpeg2K|Mcidas|Mpeg|Mpo|Msp|Palm|Pcd|Pcx|Pixar|Ppm"
    r"|Qoi|Spider|Sun|Wal|Wmf|Xv|Blp|Bufr|Cur|Dcx|Eps|Fits|Gd|Grib)[A-Za-z0-9]*"
    r"(ImagePlugin|StubImagePlugin|ImageFile|Parser|IptcImagePlugin)\.py",
    "scipy": r"/tests?/|/_test_|_precompute/|datasets/|\.pyi$|\.pxd$",
    "python_stdlib": r"^(idlelib|lib2to3|turtledemo|tkinter|ensurepip|test|distutils|venv|curses|pydoc_data|wsgiref"
    r"|xmlrpc|sqlite3|multiprocessing/dummy|_pyrepl/(?!__init__|pager|trace|types|utils)|dbm)/"
    r"|^(turtle|antigravity|this|smtplib|imaplib|ftplib|poplib|mailbox|nntplib|telnetlib|cgi|cgitb|tabnanny|zipapp"
    r"|_pydatetime|_android_support|_apple_support|_ios_support|_aix_support|_osx_support)\.py|/_?__pycache__",
}

# What no browser can use is not there, but whoever imports all of a package asks for its name: IPython's terminal (and with it
# prompt_toolkit) serves `embed` alone, and scipy goes through all names of numpy.
REPLACED = {
    "IPython/__init__.py": (
        b"from .terminal.embed import embed\n",
        b"def embed(*a, **k):\n    raise RuntimeError('embed() needs a terminal')\n",
    ),
    "numpy/f2py/__init__.py": (
        b"from . import diagnose, f2py2e\n\nrun_main = f2py2e.run_main\nmain = f2py2e.main\n",
        b"def run_main(*a, **k):\n    raise RuntimeError('f2py needs a compiler')\n\nmain = run_main\n",
    ),
}

# Packages and modules whose docstrings stay, because trainees read them with help() and `?`.
EXPLAINED = {"pandas", "numpy", "matplotlib", "scipy", "seaborn", "ipython"}
EXPLAINED_MODULES = re.compile(
    r"^(statistics|random|datetime|collections|json|csv|re|string|textwrap|decimal|fractions|functools|itertools"
    r"|pathlib|os|calendar|time|math|copy|pprint|warnings|contextlib|dataclasses|enum|typing|io)\b"
)
KEPT_OF_METADATA = re.compile(
    r"/(METADATA|WHEEL|entry_points\.txt|licenses?/.*|LICEN[CS]E.*|COPYING.*|NOTICE.*)$"
)
KEPT_AS_SOURCE = re.compile(r"^pyodide_kernel/mocks")  # reads its own source
UNCHECKED_HASH = (1).to_bytes(4, "little")  # PEP 552: never compare with a source that is not there
EPOCH = (2020, 1, 1, 0, 0, 0)  # the same bytes at every build, so that browsers keep what they have


def strip(package: str, data: bytes) -> bytes:
    """The stripped zip as bytes."""
    left_out = re.compile(LEFT_OUT[package]) if package in LEFT_OUT else None
    source = zipfile.ZipFile(io.BytesIO(bytes(data)))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as target:
        for entry in sorted(source.infolist(), key=lambda e: e.filename):
            name = entry.filename
            if name.endswith("/") or (left_out and left_out.search(name)):
                continue
            if ".dist-info/" in name and not KEPT_OF_METADATA.search(name):
                continue
            name, content = converted(package, name, source.read(entry))
            write(target, name, content)
        folders = {e.filename.split("/")[0] for e in source.infolist() if ".dist-info/" in e.filename}
        for folder in sorted(folders):
            write(target, f"{folder}/RECORD", b"")  # installers expect one
    return out.getvalue()


def converted(package: str, name: str, content: bytes) -> tuple[str, bytes]:
    if name in REPLACED:
        old, new = REPLACED[name]
        if old not in content:
            raise ValueError(f"{name} is not what the rules expect")
        content = content.replace(old, new)
    if name.endswith("/METADATA"):
        return name, re.split(rb"\r?\n\r?\n", content, maxsplit=1)[
            0
        ] + b"\n"  # the headers without the long text
    if not name.endswith(".py") or KEPT_AS_SOURCE.search(name):
        return name, content
    stdlib = package == "python_stdlib"
    explained = package in EXPLAINED or (stdlib and EXPLAINED_MODULES.search(name))
    shown = name if stdlib else "/lib/python3.14/site-packages/" + name
    try:
        code = compile(content, shown, "exec", dont_inherit=True, optimize=0 if explained else 2)
    except SyntaxError:  # templates and deliberate errors
        return name, content
    head = importlib.util.MAGIC_NUMBER + UNCHECKED_HASH + importlib.util.source_hash(content)
    return name[:-3] + ".pyc", head + marshal.dumps(code)


def write(target: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, EPOCH)
    entry.external_attr = 0o644 << 16
    target.writestr(entry, content)
