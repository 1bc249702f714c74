extension Template {
  /// The configuration of the reverse proxy.
  static let projectProxy = Template(
    name: "project/nginx", version: 1,
    text: #"""
      # The reverse proxy in front of {{#hasBoth}}backend and frontend{{/hasBoth}}{{^hasBoth}}{{#hasBackend}}the backend{{/hasBackend}}{{#hasFrontend}}the frontend{{/hasFrontend}}{{/hasBoth}}. It runs as a user without rights on a file system
      # that is read-only but for /tmp.

      worker_processes auto;
      pid /tmp/nginx.pid;
      error_log /dev/stderr warn;

      events {
          worker_connections 1024;
      }

      http {
          include /etc/nginx/mime.types;
          default_type application/octet-stream;

          client_body_temp_path /tmp/client-body;
          proxy_temp_path /tmp/proxy;
          fastcgi_temp_path /tmp/fastcgi;
          uwsgi_temp_path /tmp/uwsgi;
          scgi_temp_path /tmp/scgi;

          log_format json escape=json
              '{"time":"$time_iso8601","request":"$request_id","client":"$remote_addr",'
              '"method":"$request_method","uri":"$uri","status":$status,"bytes":$body_bytes_sent,'
              '"seconds":$request_time,"upstream":"$upstream_response_time"}';
          access_log /dev/stdout json;

          sendfile on;
          tcp_nopush on;
          server_tokens off;
          keepalive_timeout 65s;

          # What a client may send, and how long it may take.
          client_max_body_size 10m;
          client_header_timeout 15s;
          client_body_timeout 30s;
          send_timeout 30s;
          reset_timedout_connection on;

          gzip on;
          gzip_comp_level 5;
          gzip_min_length 1024;
          gzip_proxied any;
          gzip_vary on;
          gzip_types text/plain text/css text/javascript application/javascript application/json
              application/manifest+json application/xml image/svg+xml;

          # Docker's own name server. The addresses behind the names are looked up again while it runs: a
          # container that is made anew has another.
          resolver 127.0.0.11 valid=10s ipv6=off;
          resolver_timeout 5s;

          # Behind another proxy, name that one in both places. Everybody else could say what they like of
          # whom they are and how they came, so their word is not taken:
          #   set_real_ip_from 10.0.0.0/8;
          #   real_ip_header X-Forwarded-For;
          geo $realip_remote_addr $is_proxy {
              default 0;
              # 10.0.0.0/8 1;
          }
          map $is_proxy:$http_x_forwarded_proto $forwarded_proto {
              default $scheme;
              1:https https;
          }

          # WebSockets, where a client asks for one.
          map $http_upgrade $connection_upgrade {
              default upgrade;
              "" "";
          }
      {{#jwt}}

          # Attempts to sign in, of one address: 30 a minute, 20 of them at once.
          limit_req_zone $binary_remote_addr zone=sign-in:1m rate=30r/m;
          limit_req_status 429;
      {{/jwt}}

          proxy_http_version 1.1;
          proxy_connect_timeout 5s;
          proxy_send_timeout 60s;
          proxy_read_timeout 60s;
          proxy_set_header Host $http_host;
          proxy_set_header X-Real-IP $remote_addr;
          # The client's own X-Forwarded-For is not handed on.
          proxy_set_header X-Forwarded-For $remote_addr;
          proxy_set_header X-Forwarded-Host $http_host;
          proxy_set_header X-Forwarded-Proto $forwarded_proto;
          proxy_set_header Forwarded "";
          proxy_set_header X-Request-ID $request_id;
          proxy_set_header Upgrade $http_upgrade;
          proxy_set_header Connection $connection_upgrade;

          # One of each, whatever the services say.
          proxy_hide_header X-Content-Type-Options;
          proxy_hide_header X-Frame-Options;
          proxy_hide_header Referrer-Policy;
          proxy_hide_header Permissions-Policy;
          proxy_hide_header X-Powered-By;
          add_header X-Content-Type-Options nosniff always;
          add_header X-Frame-Options DENY always;
          add_header Referrer-Policy strict-origin-when-cross-origin always;
          add_header Permissions-Policy "camera=(), geolocation=(), microphone=()" always;
          # Once everything is served over HTTPS:
          # add_header Strict-Transport-Security "max-age=31536000; includeSubDomains" always;

          server {
              listen 8080;
              server_name _;

      {{#hasBackend}}
              set $backend backend:8000;
      {{/hasBackend}}
      {{#hasFrontend}}
              set $frontend frontend:3000;
      {{/hasFrontend}}
      {{#hasBackend}}

              # The API, its health, and its documentation, which it does not have in production.
              location ~ ^/(api/v1/|health(/|$)|docs(/|$)|openapi\.json$) {
                  error_page 502 504 = @unavailable;
                  error_page 413 = @large;
                  proxy_pass http://$backend;
              }
      {{#jwt}}

              location = /api/v1/auth/login {
                  limit_req zone=sign-in burst=20 nodelay;
                  error_page 429 = @often;
                  error_page 502 504 = @unavailable;
                  error_page 413 = @large;
                  proxy_pass http://$backend;
              }
      {{/jwt}}
      {{/hasBackend}}
      {{#hasFrontend}}
      {{#jwt}}

              location = /api/auth/login {
                  limit_req zone=sign-in burst=20 nodelay;
                  error_page 429 = @often;
                  proxy_pass http://$frontend;
              }
      {{/jwt}}

              location / {
                  # Pages come in pieces; each is handed on at once.
                  proxy_buffering off;
                  proxy_pass http://$frontend;
              }
      {{/hasFrontend}}

              # What the API's clients understand, where the answer is this proxy's own.
              location @unavailable {
                  internal;
                  default_type application/json;
                  return 502 '{"detail":"The backend cannot be reached"}';
              }
              location @large {
                  internal;
                  default_type application/json;
                  return 413 '{"detail":"The request is too large"}';
              }
      {{#jwt}}
              location @often {
                  internal;
                  default_type application/json;
                  return 429 '{"detail":"Too many attempts; wait a minute"}';
              }
      {{/jwt}}
          }

          # Whether the proxy lives; its container alone asks.
          server {
              listen 127.0.0.1:8081;
              access_log off;
              default_type text/plain;
              return 200 "ok\n";
          }
      }

      """#)

  /// The service of the reverse proxy, without indentation.
  static let projectProxyService = Template(
    name: "project/nginx-service", version: 1,
    text: """
      image: nginx:1.28-alpine
      user: "101:101"
      read_only: true
      tmpfs: ["/tmp:uid=101,gid=101,mode=0700"]
      cap_drop: [ALL]
      security_opt: ["no-new-privileges:true"]
      volumes:
        - ./nginx/nginx.conf:/etc/nginx/nginx.conf:ro
      restart: unless-stopped
      ports:
        - "${HTTP_PORT:-8080}:8080"
      healthcheck:
        test: ["CMD", "wget", "--quiet", "--output-document=-", "http://127.0.0.1:8081/"]
        interval: 10s
        timeout: 5s
        retries: 3
      depends_on:
      {{#hasBackend}}
        backend:
          condition: service_healthy
      {{/hasBackend}}
      {{#hasFrontend}}
        frontend:
          condition: {{#keptFrontend}}service_started{{/keptFrontend}}{{^keptFrontend}}service_healthy{{/keptFrontend}}
      {{/hasFrontend}}
      networks: [web]

      """)
}
