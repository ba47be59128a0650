package io.millrace.local;

import io.millrace.data.RawRecord;
import io.millrace.format.CsvFile;
import io.millrace.format.RowWriter;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The values of records to send, one after the other. */
public interface Values {

    /** The next one, or null at the end. */
    byte @Nullable [] next() throws IOException;

    /** The rows of a file that are left, each as a value. */
    static Values rows(CsvFile file, RowWriter writer) {
        return () -> {
            RawRecord row = file.next();
            return row == null ? null : writer.write(row);
        };
    }

    /** The first of them only. */
    static Values limited(Values values, long most) {
        long[] left = {most};
        return () -> left[0]-- > 0 ? values.next() : null;
    }
}
