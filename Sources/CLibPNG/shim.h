#include <stdio.h>  // png.h declares png_init_io with FILE and does not include stdio.h in every version.
#include <png.h>    // The PNG reference library: the only door to it; CPNG is the only target that uses it.
