// Huffman's codes with the limits and the order of bits that DEFLATE (RFC 1951) wants.
#ifndef HUFFMAN_H
#define HUFFMAN_H

#include <stdint.h>

// The most symbols, and the longest code, that are possible.
enum { HUFFMAN_SYMBOLS = 286, HUFFMAN_LONGEST = 15 };

// The lengths of the codes of symbols that are so frequent, none above `longest`; 0 for a symbol that is never used.
void huffman_lengths(const uint32_t *counts, int symbols, int longest, uint8_t *lengths);

// The codes of such lengths, their first bit lowest.
void huffman_codes(const uint8_t *lengths, int symbols, uint16_t *codes);

#endif
