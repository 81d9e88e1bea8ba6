// Refuses to start where the address space is limited too far (ulimit -v, a container's rlimit) for the linear algebra:
// OpenBLAS asks for its buffers while it is loaded, before main, and asks for ever where it gets none. What is written here
// therefore runs before any shared library is set up: it may use system calls and nothing else.
#include "address-space.h"
#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

// A buffer of OpenBLAS 0.3 is 128 MB, a thread of it asks for a stack beside it, and the program for about 60 MB.
static const size_t buffer = (size_t)224 << 20;
// EX_OSERR would say the same; every fault that is not the author's is 70 here.
enum { own_fault = 70 };

static bool begins(const char *text, const char *start) { return strncmp(text, start, strlen(start)) == 0; }

// As the program settles it later: the last --lang, else the first of LC_ALL, LC_MESSAGES, LANG that says anything.
static bool speaks_chinese(char **arguments, char **environment) {
  int asked = -1;
  for (char **word = arguments; *word != NULL && strcmp(*word, "--") != 0; word++) {
    const char *value = begins(*word, "--lang=") ? *word + 7 : strcmp(*word, "--lang") == 0 ? word[1] : NULL;
    if (value != NULL && strcmp(value, "zh") == 0) asked = 1;
    if (value != NULL && strcmp(value, "en") == 0) asked = 0;
  }
  if (asked >= 0) return asked == 1;
  static const char *const names[] = {"LC_ALL=", "LC_MESSAGES=", "LANG="};
  for (size_t place = 0; place < 3; place++) {
    for (char **entry = environment; *entry != NULL; entry++) {
      const char *value = *entry + strlen(names[place]);
      if (begins(*entry, names[place]) && *value != '\0') return begins(value, "zh") || begins(value, "ZH");
    }
  }
  return false;
}

static void say(const char *text) {
  if (write(STDERR_FILENO, text, strlen(text)) < 0) _exit(own_fault);
}

static void refuse_small_address_space(int count, char **arguments, char **environment) {
  (void)count;
  struct rlimit limit;
  if (getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return;
  void *space = mmap(NULL, buffer, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (space != MAP_FAILED) {
    munmap(space, buffer);
    return;
  }
  say(speaks_chinese(arguments, environment)
          ? "可用的虚拟地址空间太小（ulimit -v），线性代数库无法启动。请放宽到 400 MB 以上，例如 ulimit -v 400000。\n"
          : "The address space is limited too far (ulimit -v) for the linear algebra to start. Allow 400 MB or more, "
            "such as ulimit -v 400000.\n");
  _exit(own_fault);
}

__attribute__((section(".preinit_array"), used)) static void (*const check)(int, char **, char **) =
    refuse_small_address_space;
