#include "huffman.h"

#include <string.h>

// Huffman's code lengths, none above `longest`: counts are made more alike until that is so.
void huffman_lengths(const uint32_t *counts, int symbols, int longest, uint8_t *lengths) {
    uint32_t weights[2 * HUFFMAN_SYMBOLS];
    int16_t parents[2 * HUFFMAN_SYMBOLS];
    int16_t sorted[HUFFMAN_SYMBOLS];
    int used = 0;
    memset(lengths, 0, (size_t)symbols);
    for (int i = 0; i < symbols; i++)
        if (counts[i] > 0) sorted[used++] = (int16_t)i;
    // Two codes at least, so that every decoder finds a whole tree.
    for (int i = 0; used < 2; i++)
        if (counts[i] == 0) sorted[used++] = (int16_t)i;
    for (int flattening = 0;; flattening++) {
        for (int i = 0; i < used; i++) {
            uint32_t count = counts[sorted[i]] >> flattening;
            weights[i] = count > 0 ? count : 1;
        }
        // By weight, then by symbol: insertion into what is sorted already, for few symbols.
        for (int i = 1; i < used; i++) {
            uint32_t weight = weights[i];
            int16_t symbol = sorted[i];
            int j = i;
            for (; j > 0 && (weights[j - 1] > weight || (weights[j - 1] == weight && sorted[j - 1] > symbol)); j--) {
                weights[j] = weights[j - 1];
                sorted[j] = sorted[j - 1];
            }
            weights[j] = weight;
            sorted[j] = symbol;
        }
        // Leaves and inner nodes are both in the order of their weights: the two lightest are at the fronts.
        int leaf = 0, inner = used, end = used;
        while (end < 2 * used - 1) {
            uint32_t sum = 0;
            for (int i = 0; i < 2; i++) {
                int lightest = leaf < used && (inner >= end || weights[leaf] <= weights[inner]) ? leaf++ : inner++;
                sum += weights[lightest];
                parents[lightest] = (int16_t)end;
            }
            weights[end++] = sum;
        }
        int depths[2 * HUFFMAN_SYMBOLS];
        int deepest = 0;
        depths[end - 1] = 0;
        for (int i = end - 2; i >= 0; i--) {
            depths[i] = depths[parents[i]] + 1;
            if (depths[i] > deepest) deepest = depths[i];
        }
        if (deepest > longest) continue;
        for (int i = 0; i < used; i++) lengths[sorted[i]] = (uint8_t)depths[i];
        return;
    }
}

// Codes are sent from their highest bit: turned around here.
void huffman_codes(const uint8_t *lengths, int symbols, uint16_t *codes) {
    uint32_t next[HUFFMAN_LONGEST + 2] = {0};
    uint32_t counts[HUFFMAN_LONGEST + 1] = {0};
    for (int i = 0; i < symbols; i++) counts[lengths[i]]++;
    counts[0] = 0;
    for (int length = 1; length <= HUFFMAN_LONGEST; length++) next[length + 1] = (next[length] + counts[length]) << 1;
    for (int i = 0; i < symbols; i++) {
        if (lengths[i] == 0) continue;
        uint32_t code = next[lengths[i]]++, turned = 0;
        for (int bit = 0; bit < lengths[i]; bit++) turned |= ((code >> bit) & 1) << (lengths[i] - 1 - bit);
        codes[i] = (uint16_t)turned;
    }
}
