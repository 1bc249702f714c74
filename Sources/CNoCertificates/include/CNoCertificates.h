// Nothing to call: linking this is enough (see no_certificates.c).
#ifndef BACKSTITCH_CNOCERTIFICATES_H
#define BACKSTITCH_CNOCERTIFICATES_H
#endif
