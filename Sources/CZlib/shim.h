#include <zlib.h>  // DEFLATE as HTTP has it, piece by piece: the only door to it; RegistryWeb's Bridge/ uses it.
