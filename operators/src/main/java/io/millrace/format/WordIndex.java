package io.millrace.format;

import java.util.List;

/**
 * Finds the position of a word in a fixed list without making a string of it: an open-addressing
 * hash table over characters.
 */
final class WordIndex {

    private final String[] words;
    private final int[] table;

    WordIndex(List<String> words) {
        this.words = words.toArray(String[]::new);
        this.table = new int[Integer.highestOneBit(Math.max(1, words.size())) * 4];
        for (int i = 0; i < this.words.length; i++) {
            if (table[slot(this.words[i])] == 0) {
                table[slot(this.words[i])] = i + 1;
            }
        }
    }

    /** The position of the word, or -1. */
    int find(CharSequence word) {
        return table[slot(word)] - 1;
    }

    /** The slot that holds the word, or the free one where it would be. */
    private int slot(CharSequence word) {
        int mask = table.length - 1;
        int slot = hash(word) & mask;
        while (table[slot] != 0 && !words[table[slot] - 1].contentEquals(word)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private static int hash(CharSequence word) {
        int hash = 0;
        for (int i = 0; i < word.length(); i++) {
            hash = 31 * hash + word.charAt(i);
        }
        return hash ^ (hash >>> 15);
    }
}
