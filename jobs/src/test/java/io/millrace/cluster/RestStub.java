package io.millrace.cluster;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** A JobManager of which only the REST API is there, and which says what it is told to. */
final class RestStub implements AutoCloseable {

    private final HttpServer server;

    RestStub() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** Gives one answer after the other, and the last for ever; an empty one is a failure. */
    RestStub answer(String path, String... answers) {
        Deque<String> left = new ArrayDeque<>(List.of(answers));
        server.createContext(
                path,
                exchange -> {
                    byte[] body =
                            (left.size() > 1 ? left.removeFirst() : left.getFirst())
                                    .getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(body.length == 0 ? 503 : 200, 0);
                    try (var out = exchange.getResponseBody()) {
                        out.write(body);
                    }
                });
        return this;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
