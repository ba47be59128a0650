package io.millrace.learn.model;

/** Loops over stretches of arrays. */
final class Rows {

    private Rows() {}

    /** {@code to[toAt + j] += x * from[at + j]}; nothing at all for {@code x == 0}. */
    static void add(float[] from, int at, float[] to, int toAt, int length, float x) {
        if (x != 0) {
            for (int j = 0; j < length; j++) {
                to[toAt + j] += x * from[at + j];
            }
        }
    }

    /** {@code Σ a[aAt + j] * b[bAt + j]} in four sums, which a processor adds up side by side. */
    static float dot(float[] a, int aAt, float[] b, int bAt, int length) {
        float s = 0;
        float t = 0;
        float u = 0;
        float v = 0;
        int j = 0;
        for (; j < length - 3; j += 4) {
            s += a[aAt + j] * b[bAt + j];
            t += a[aAt + j + 1] * b[bAt + j + 1];
            u += a[aAt + j + 2] * b[bAt + j + 2];
            v += a[aAt + j + 3] * b[bAt + j + 3];
        }
        for (; j < length; j++) {
            s += a[aAt + j] * b[bAt + j];
        }
        return (s + t) + (u + v);
    }
}
