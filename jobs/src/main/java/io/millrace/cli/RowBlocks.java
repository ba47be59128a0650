package io.millrace.cli;

import io.millrace.data.LearningEvent;
import io.millrace.data.RawRecord;
import io.millrace.data.RecordParser;
import io.millrace.data.RejectReason;
import io.millrace.data.Rejected;
import io.millrace.data.RejectedRecordException;
import io.millrace.data.Schema;
import io.millrace.format.CsvFile;
import io.millrace.format.RecordParsers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of a file, parsed, some at a time. */
final class RowBlocks {

    /** Rows in a block, so that the clock and other threads are seldom looked at. */
    static final int BLOCK = 512;

    private static final int REJECTIONS_SHOWN = 5;
    private static final int LARGEST_ROW = 1 << 20;

    private final CsvFile file;
    private final RecordParser parser;
    private final @Nullable Thinning thinning;
    private final List<Rejection> rejections = new ArrayList<>();
    private final List<LearningEvent> block = new ArrayList<>(BLOCK);
    private long read;
    private long rows;
    private int labelled;

    /**
     * @param file just opened
     * @throws CommandException if the file lacks a column of the schema
     */
    RowBlocks(CsvFile file, Schema schema) {
        this(file, schema, null);
    }

    /**
     * The rows that thinning leaves.
     *
     * @param thinning of the same file and schema; null for all rows
     */
    RowBlocks(CsvFile file, Schema schema, @Nullable Thinning thinning) {
        this.file = file;
        this.thinning = thinning;
        try {
            this.parser = RecordParsers.csv(schema, file.delimiter(), LARGEST_ROW, file.columns());
        } catch (IllegalArgumentException e) {
            throw CommandException.usage(e);
        }
    }

    /**
     * A row that broke the data contract.
     *
     * @param row counted from 1
     */
    record Rejection(long row, String reason, String message) {}

    /**
     * The next rows, each a sample or a rejection; none at the end. The list is good until the next
     * call.
     *
     * @param limit most rows of the file to read
     */
    List<LearningEvent> next(long limit) throws IOException {
        block.clear();
        while (block.size() < BLOCK && read < limit) {
            RawRecord row = file.next();
            if (row == null) {
                break;
            }
            read++;
            LearningEvent event = parse(row);
            if (keeps(event)) {
                block.add(event);
            }
        }
        rows += block.size();
        return block;
    }

    private boolean keeps(LearningEvent event) {
        return thinning == null || event instanceof Rejected || thinning.keeps(labelled++);
    }

    private LearningEvent parse(RawRecord row) {
        try {
            return parser.parse(row);
        } catch (RejectedRecordException e) {
            show(read, e.reason(), String.valueOf(e.getMessage()));
            return new Rejected(e.key(), e.reason());
        }
    }

    /** Keeps the first rejections. */
    void show(long row, RejectReason reason, String message) {
        if (rejections.size() < REJECTIONS_SHOWN) {
            rejections.add(new Rejection(row, reason.code(), message));
        }
    }

    List<Rejection> rejections() {
        return List.copyOf(rejections);
    }

    /** Rows that were handed out. */
    long rows() {
        return rows;
    }
}
