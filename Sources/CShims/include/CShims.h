// The little C that Swift cannot import: Linux calls without a glibc 2.36 declaration visible to
// Swift, and libgit2's variadic options.
#ifndef BACKSTITCH_CSHIMS_H
#define BACKSTITCH_CSHIMS_H

#include <stddef.h>
#include <stdint.h>
#include <sys/xattr.h>

// O_PATH and AT_EMPTY_PATH, which glibc shows to _GNU_SOURCE only.
static const int bs_o_path = 010000000;
static const int bs_at_empty_path = 0x1000;

// openat2(2) with RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS. -1 and errno.
int bs_open_beneath(int directory, const char *path, int flags, unsigned mode);

// renameat2(2). flags: 0 replaces, 1 refuses an existing target, 2 exchanges. -1 and errno.
int bs_rename(int from_directory, const char *from, int to_directory, const char *to, unsigned flags);

// syncfs(2) of the file system that holds the descriptor. -1 and errno.
int bs_sync_file_system(int descriptor);

// What statx(2) says of an entry, without following a link, or of a descriptor when the name is
// empty. mode has the kind's bits, too; mount is the mount's id and the device's number, since Btrfs
// renames nothing between subvolumes of one mount, and 0 where it is unknown; modified and changed
// (what stat(2) calls ctime) are in nanoseconds.
struct bs_status {
  uint32_t mode, owner, group;
  uint64_t size, inode, mount, links;
  int64_t modified, changed;
};
int bs_status(int directory, const char *name, struct bs_status *status);

// The type of the file system a path lies on: statfs(2) f_type; 0 where that is unknown.
uint64_t bs_file_system_type(const char *path);

// Whether a file without a name can be made in a directory (O_TMPFILE). 1, 0, or -1 and errno.
int bs_makes_unnamed_files(const char *directory);

// Large buffers go back to the system when they are freed. By itself the allocator keeps them once
// one was freed (mallopt(3)): a tenth of what a large operation takes.
void bs_return_large_buffers(void);

// Starts libgit2 hermetically: no global, system or programdata configuration. libgit2's error.
int bs_git_start(void);

#endif
