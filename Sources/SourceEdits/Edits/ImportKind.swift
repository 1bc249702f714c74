/// The groups imports are sorted into, in their order.
enum ImportKind: Int, Comparable {
  case future, standardLibrary, thirdParty, unknown, relative

  init(module: String) {
    let top = module.split(separator: ".", omittingEmptySubsequences: false).first ?? ""
    if module.hasPrefix(".") {
      self = .relative
    } else if top == "__future__" {
      self = .future
    } else if Self.standardModules.contains(String(top)) {
      self = .standardLibrary
    } else if Self.thirdPartyModules.contains(String(top)) {
      self = .thirdParty
    } else {
      self = .unknown
    }
  }

  static func < (left: ImportKind, right: ImportKind) -> Bool { left.rawValue < right.rawValue }

  /// What a FastAPI project commonly depends on; everything unknown counts as the project's own.
  private static let thirdPartyModules = words(
    """
    aiohttp aiomysql aiosqlite alembic annotated_types anyio arq asyncmy asyncpg attr attrs
    authlib bcrypt boto3 botocore cachetools celery certifi click cryptography dateutil
    databases dependency_injector dishka django dotenv dramatiq elasticsearch email_validator
    environs faker fastapi fastapi_cache fastapi_limiter fastapi_mail fastapi_pagination
    fastapi_users flask geoalchemy2 google greenlet grpc gunicorn h11 httpcore httpx hypothesis
    itsdangerous jinja2 jose jwt kafka kombu loguru markdown marshmallow minio mongoengine motor
    mypy mysqlclient numpy openai opentelemetry orjson pandas passlib pendulum peewee phonenumbers
    PIL polyfactory prometheus_client prometheus_fastapi_instrumentator psycopg psycopg2 pydantic
    pydantic_core pydantic_settings pymongo pymysql pytest pytest_asyncio pytz rabbitmq redis
    requests respx rich sentry_sdk simplejson slowapi socketio sqladmin sqlalchemy
    sqlalchemy_utils sqlmodel starlette stripe structlog tenacity testcontainers toml tomli tortoise
    tqdm twilio typer typing_extensions ujson uvicorn uvloop watchfiles websockets werkzeug yaml
    """)

  /// The modules of CPython 3.9 to 3.14 (`sys.stdlib_module_names`), private ones left out.
  private static let standardModules = words(
    """
    abc aifc annotationlib antigravity argparse array ast asynchat asyncio asyncore atexit audioop
    base64 bdb binascii binhex bisect builtins bz2 calendar cgi cgitb chunk cmath cmd code codecs
    codeop collections colorsys compileall compression concurrent configparser contextlib
    contextvars copy copyreg crypt csv ctypes curses dataclasses datetime dbm decimal difflib dis
    distutils doctest email encodings ensurepip enum errno faulthandler fcntl filecmp fileinput
    fnmatch formatter fractions ftplib functools gc genericpath getopt getpass gettext glob
    graphlib grp gzip hashlib heapq hmac html http idlelib imaplib imghdr imp importlib inspect io
    ipaddress itertools json keyword lib2to3 linecache locale logging lzma mailbox mailcap marshal
    math mimetypes mmap modulefinder msilib msvcrt multiprocessing netrc nis nntplib nt ntpath
    nturl2path numbers opcode operator optparse os ossaudiodev parser pathlib pdb pickle
    pickletools pipes pkgutil platform plistlib poplib posix posixpath pprint profile pstats pty
    pwd py_compile pyclbr pydoc pydoc_data pyexpat queue quopri random re readline reprlib resource
    rlcompleter runpy sched secrets select selectors shelve shlex shutil signal site smtpd smtplib
    sndhdr socket socketserver spwd sqlite3 sre_compile sre_constants sre_parse ssl stat statistics
    string stringprep struct subprocess sunau symbol symtable sys sysconfig syslog tabnanny tarfile
    telnetlib tempfile termios test textwrap this threading time timeit tkinter token tokenize
    tomllib trace traceback tracemalloc tty turtle turtledemo types typing unicodedata unittest
    urllib uu uuid venv warnings wave weakref webbrowser winreg winsound wsgiref xdrlib xml xmlrpc
    zipapp zipfile zipimport zlib zoneinfo
    """)

  private static func words(_ text: String) -> Set<String> {
    Set(text.split { $0 == " " || $0 == "\n" }.map(String.init))
  }
}
