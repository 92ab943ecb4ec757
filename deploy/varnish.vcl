vcl 4.1;

# Varnish 7 or newer in front of the site, which keeps pages until it is told what changed. Set
# EDGE_PURGE=varnish://127.0.0.1:6081 for the site, and one more in TRUSTED_PROXIES: what speaks TLS in front of Varnish
# (nginx.conf, hitch) and Varnish itself add an address each.

import std;

backend site {
    .host = "127.0.0.1";
    .port = "8000";
    .connect_timeout = 5s;
    .first_byte_timeout = 60s;
    .probe = {
        .request =
            "GET /health/ HTTP/1.1"
            "Host: news.example"
            "Connection: close";
        .interval = 2s;
        .timeout = 2s;
        .window = 3;
        .threshold = 2;
        .initial = 2;
    }
}

# Who may say what changed: the site itself.
acl purgers {
    "127.0.0.1";
    "::1";
}

sub vcl_recv {
    if (req.method == "BAN") {
        # Whoever comes through a proxy of our own has its address, and his own before it.
        if (client.ip !~ purgers || req.http.X-Forwarded-For ~ ",") {
            return (synth(403, "Only the site says what changed"));
        }
        if (req.http.Surrogate-Key !~ "^[a-z]+(:[0-9]+)?( [a-z]+(:[0-9]+)?)*$") {
            return (synth(400, "No tags"));
        }
        if (!std.ban("obj.http.Surrogate-Key ~ (^|\s)(" + regsuball(req.http.Surrogate-Key, " ", "|") + ")(\s|$)")) {
            return (synth(500, std.ban_error()));
        }
        return (synth(200, "Banned"));
    }

    # Servers take these for parts of the address.
    unset req.http.SCRIPT_NAME;
    unset req.http.PATH_INFO;

    if (req.method != "GET" && req.method != "HEAD") {
        return (pass);
    }
    if (req.url ~ "^/(admin|comments(?!/feed/)|health|preview|review|search)/" || req.http.Cookie ~ "(^|;\s*)sessionid=") {
        return (pass);
    }

    # What links carry for other machines makes no page of its own. Whatever else asks for more than a page of a list is
    # the site's to understand.
    set req.url = regsuball(req.url, "([?&])(utm_[a-z_]+|fbclid|gclid|msclkid|mc_[a-z]+|igshid)=[^&]*", "\1");
    set req.url = regsub(regsuball(regsub(req.url, "\?&+", "?"), "&&+", "&"), "[?&]+$", "");
    if (req.url ~ "\?" && req.url !~ "^[^?]*\?page=([1-9]|[1-4][0-9]|50)$") {
        return (pass);
    }
    unset req.http.Cookie;

    # Nobody gets what is no longer right while the site can be asked.
    if (std.healthy(req.backend_hint)) {
        set req.grace = 0s;
    }
    return (hash);
}

sub vcl_backend_response {
    # What has no tags can never be told to be wrong: files, whose names change, are all else that is kept.
    if (!beresp.http.Surrogate-Key && bereq.url !~ "^/(static|media)/") {
        set beresp.ttl = 0s;
        set beresp.uncacheable = true;
        return (deliver);
    }
    set beresp.grace = 0s;
    # While the site fails a copy is shown as long as the site allowed: never past the moment at which a story comes down.
    if (beresp.http.Cache-Control ~ "stale-if-error=[0-9]+") {
        set beresp.grace = std.duration(regsub(beresp.http.Cache-Control, "^.*stale-if-error=([0-9]+).*$", "\1s"), 0s);
    }
    # Asked again, the site says that nothing changed, and sends nothing.
    set beresp.keep = 1h;
}

sub vcl_deliver {
    unset resp.http.Surrogate-Key;
    unset resp.http.Cache-Tag;
    unset resp.http.X-Accel-Expires;
    unset resp.http.X-Varnish;
    unset resp.http.Via;
    # For browsers, what caches in front were told is no matter.
    if (resp.http.Cache-Control ~ "s-maxage") {
        set resp.http.Cache-Control = "public, max-age=0, must-revalidate";
        unset resp.http.Age;
    }
}
