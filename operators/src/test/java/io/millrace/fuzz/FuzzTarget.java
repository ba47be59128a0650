package io.millrace.fuzz;

/** Hands bytes to a reader of ours and throws whatever breaks the reader's promises. */
@FunctionalInterface
public interface FuzzTarget {

    void accept(byte[] input) throws Exception;
}
