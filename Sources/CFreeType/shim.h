#include <ft2build.h>
#include FT_FREETYPE_H  // Faces, glyphs and their outlines: the only door to FreeType; RasterGraphics' Bridge/ uses it.
#include FT_OUTLINE_H
