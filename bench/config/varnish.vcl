# In front of the application; Varnish's own rules hold for all that is not said here.
vcl 4.1;

backend default {
    .host = "127.0.0.1";
    .port = "$upstream";
}

sub vcl_backend_response {
    # What the application says for shared caches holds; as long as it says nothing, a second.
    if (beresp.status == 200 && beresp.http.Cache-Control !~ "s-maxage" && !bereq.http.Cookie) {
        set beresp.ttl = 1s;
        set beresp.grace = 0s;
    }
}
