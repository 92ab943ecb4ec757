"""nginx and Varnish as deploy/ has them, on loopback, with the places of this test in them."""

import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path

from tests.pagecache.servers import ROOT, free_port, running

DEPLOY = ROOT / "deploy"
NGINX = shutil.which("nginx") or shutil.which("/usr/sbin/nginx")
VARNISH = shutil.which("varnishd") or shutil.which("/usr/sbin/varnishd")
HOST = "news.example"

# What Debian's nginx.conf has around the sites: the least of it.
AROUND = """
daemon off;
worker_processes 2;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 512; }}
http {{
    include /etc/nginx/mime.types;
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""


def certificate(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    command = [
        "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
        "-subj", f"/CN={HOST}", "-keyout", folder / "privkey.pem", "-out", folder / "fullchain.pem",
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True)
    return folder


def nginx_conf(folder: Path, *, site: int, http: int, https: int, var: Path) -> Path:
    """The configuration of deploy/ with other places, and nothing else changed."""
    text = (DEPLOY / "nginx.conf").read_text()
    for ours, theirs in {
        "/etc/ssl/news.example/": f"{certificate(folder / 'tls')}/",
        "/srv/zebalkans/var/": f"{var}/",
        "127.0.0.1:8000": f"127.0.0.1:{site}",
        "/var/cache/nginx/": f"{folder}/cache-",
        "/var/log/nginx/": f"{folder}/",
        "listen 80;": f"listen 127.0.0.1:{http};",
        "listen 443 ssl http2;": f"listen 127.0.0.1:{https} ssl http2;",
        "    listen [::]:80;\n": "",
        "    listen [::]:443 ssl http2;\n": "",
    }.items():
        assert ours in text, ours
        text = text.replace(ours, theirs)
    (folder / "site.conf").write_text(text)
    around = folder / "nginx.conf"
    around.write_text(AROUND.format(folder=folder))
    return around


@contextmanager
def nginx(folder: Path, *, site: int, var: Path):
    """Ports at which it speaks HTTP and HTTPS."""
    folder.mkdir(exist_ok=True)
    http, https = free_port(), free_port()
    conf = nginx_conf(folder, site=site, http=http, https=https, var=var)
    command = [NGINX, "-p", str(folder), "-e", str(folder / "error.log"), "-c", str(conf)]
    with running(command, https, folder=folder):
        yield http, https


@contextmanager
def varnish(folder: Path, *, site: int, port: int):
    folder.mkdir(exist_ok=True)
    text = (DEPLOY / "varnish.vcl").read_text()
    ours = '.port = "8000";'
    assert ours in text
    vcl = folder / "site.vcl"
    vcl.write_text(text.replace(ours, f'.port = "{site}";'))
    command = [
        VARNISH, "-F", "-f", str(vcl), "-a", f"127.0.0.1:{port}", "-n", str(folder / "varnish"),
        "-s", "malloc,64m", "-p", "vcc_allow_inline_c=off",
    ]  # fmt: skip
    with running(command, port, folder=folder):
        yield port
