package io.millrace.format;

import java.nio.ByteBuffer;

/** The kinds of arrays in a page, and how their numbers lie in a buffer. */
enum ArrayType {
    FLOAT(1, Float.BYTES) {
        @Override
        int length(Object array) {
            return ((float[]) array).length;
        }

        @Override
        void put(Object array, ByteBuffer out) {
            out.asFloatBuffer().put((float[]) array);
            advance(out, length(array));
        }

        @Override
        Object get(ByteBuffer in, int length) {
            float[] array = new float[length];
            in.asFloatBuffer().get(array);
            advance(in, length);
            return array;
        }
    },
    DOUBLE(2, Double.BYTES) {
        @Override
        int length(Object array) {
            return ((double[]) array).length;
        }

        @Override
        void put(Object array, ByteBuffer out) {
            out.asDoubleBuffer().put((double[]) array);
            advance(out, length(array));
        }

        @Override
        Object get(ByteBuffer in, int length) {
            double[] array = new double[length];
            in.asDoubleBuffer().get(array);
            advance(in, length);
            return array;
        }
    },
    INT(3, Integer.BYTES) {
        @Override
        int length(Object array) {
            return ((int[]) array).length;
        }

        @Override
        void put(Object array, ByteBuffer out) {
            out.asIntBuffer().put((int[]) array);
            advance(out, length(array));
        }

        @Override
        Object get(ByteBuffer in, int length) {
            int[] array = new int[length];
            in.asIntBuffer().get(array);
            advance(in, length);
            return array;
        }
    },
    LONG(4, Long.BYTES) {
        @Override
        int length(Object array) {
            return ((long[]) array).length;
        }

        @Override
        void put(Object array, ByteBuffer out) {
            out.asLongBuffer().put((long[]) array);
            advance(out, length(array));
        }

        @Override
        Object get(ByteBuffer in, int length) {
            long[] array = new long[length];
            in.asLongBuffer().get(array);
            advance(in, length);
            return array;
        }
    };

    final byte tag;
    final int bytes;

    ArrayType(int tag, int bytes) {
        this.tag = (byte) tag;
        this.bytes = bytes;
    }

    abstract int length(Object array);

    abstract void put(Object array, ByteBuffer out);

    abstract Object get(ByteBuffer in, int length);

    void advance(ByteBuffer buffer, int elements) {
        buffer.position(buffer.position() + elements * bytes);
    }

    static ArrayType of(Object array) {
        if (array instanceof float[]) {
            return FLOAT;
        } else if (array instanceof double[]) {
            return DOUBLE;
        } else if (array instanceof int[]) {
            return INT;
        }
        return LONG;
    }

    static ArrayType of(byte tag) throws CorruptBytesException {
        for (ArrayType type : values()) {
            if (type.tag == tag) {
                return type;
            }
        }
        throw new CorruptBytesException("arrays have types 1 to 4, not " + tag);
    }
}
