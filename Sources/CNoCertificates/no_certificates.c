// libgit2, as Debian builds it, reads and parses all of the machine's certificates whenever it is
// started: 9 ms, longer than everything else a small command does. Backstitch opens no connection,
// so the program has its own version of the function that reads them, which reads nothing. The
// linker prefers the program's symbol over the library's.
//
// Only the program is linked with this, never the library that others embed: they may connect.
#include "CNoCertificates.h"

struct mbedtls_x509_crt;

int mbedtls_x509_crt_parse_file(struct mbedtls_x509_crt *chain, const char *path);

int mbedtls_x509_crt_parse_file(struct mbedtls_x509_crt *chain, const char *path) {
  (void)chain;
  (void)path;
  return 0;
}
