#define _GNU_SOURCE
#include "CShims.h"

#include <errno.h>
#include <fcntl.h>
#include <git2.h>
#include <linux/openat2.h>
#include <malloc.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <unistd.h>

int bs_open_beneath(int directory, const char *path, int flags, unsigned mode) {
  struct open_how how;
  memset(&how, 0, sizeof how);
  how.flags = (uint64_t)(unsigned)(flags | O_CLOEXEC);
  how.mode = mode;
  how.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS;
  int result;
  // EAGAIN: a rename raced with the walk; the kernel asks for another try.
  for (int tries = 0; tries < 100; tries++) {
    result = (int)syscall(SYS_openat2, directory, path, &how, sizeof how);
    if (result >= 0 || (errno != EAGAIN && errno != EINTR)) break;
  }
  return result;
}

int bs_rename(int from_directory, const char *from, int to_directory, const char *to,
              unsigned flags) {
  return renameat2(from_directory, from, to_directory, to, flags);
}

int bs_sync_file_system(int descriptor) { return syncfs(descriptor); }

int bs_status(int directory, const char *name, struct bs_status *status) {
  struct statx found;
  int flags = AT_SYMLINK_NOFOLLOW | (name[0] ? 0 : AT_EMPTY_PATH);
  if (statx(directory, name, flags, STATX_BASIC_STATS | STATX_MNT_ID, &found) != 0) return -1;
  status->mode = found.stx_mode;
  status->owner = found.stx_uid;
  status->group = found.stx_gid;
  status->size = found.stx_size;
  status->inode = found.stx_ino;
  uint64_t device = (uint64_t)found.stx_dev_major << 20 | found.stx_dev_minor;
  status->mount = (found.stx_mask & STATX_MNT_ID) ? found.stx_mnt_id << 32 | device : 0;
  status->links = found.stx_nlink;
  status->modified = found.stx_mtime.tv_sec * INT64_C(1000000000) + found.stx_mtime.tv_nsec;
  status->changed = found.stx_ctime.tv_sec * INT64_C(1000000000) + found.stx_ctime.tv_nsec;
  return 0;
}

uint64_t bs_file_system_type(const char *path) {
  struct statfs found;
  return statfs(path, &found) == 0 ? (uint64_t)(unsigned long)found.f_type : 0;
}

void bs_return_large_buffers(void) { mallopt(M_MMAP_THRESHOLD, 512 * 1024); }

int bs_makes_unnamed_files(const char *directory) {
  int file = open(directory, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (file >= 0) {
    close(file);
    return 1;
  }
  return errno == EOPNOTSUPP || errno == EISDIR || errno == ENOENT ? 0 : -1;
}

int bs_git_start(void) {
  for (int level = GIT_CONFIG_LEVEL_PROGRAMDATA; level <= GIT_CONFIG_LEVEL_GLOBAL; level++) {
    int error = git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, level, "/nonexistent");
    if (error < 0) return error;
  }
  return 0;
}
