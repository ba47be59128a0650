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

/** The rows of a file, parsed, some at a time. */
final class RowBlocks {

    /** Rows in a block, so that the clock and other threads are seldom looked at. */
    static final int BLOCK = 512;

    private static final int REJECTIONS_SHOWN = 5;
    private static final int LARGEST_ROW = 1 << 20;

    private final CsvFile file;
    private final RecordParser parser;
    private final List<Rejection> rejections = new ArrayList<>();
    private final List<LearningEvent> block = new ArrayList<>(BLOCK);
    private long rows;

    /**
     * @param file just opened
     * @throws CommandException if the file lacks a column of the schema
     */
    RowBlocks(CsvFile file, Schema schema) {
        this.file = file;
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
        while (block.size() < BLOCK && rows < limit) {
            RawRecord row = file.next();
            if (row == null) {
                break;
            }
            rows++;
            block.add(parse(row));
        }
        return block;
    }

    private LearningEvent parse(RawRecord row) {
        try {
            return parser.parse(row);
        } catch (RejectedRecordException e) {
            show(rows, e.reason(), String.valueOf(e.getMessage()));
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

    /** Rows that were read. */
    long rows() {
        return rows;
    }
}
