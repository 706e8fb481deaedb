package heed.cli;

import heed.HeedServer;
import org.springframework.boot.SpringApplication;

/// The command `heed`.
public final class Heed {

    private Heed() {
    }

    /// Runs the command line.
    public static void main(String[] args) {
        SpringApplication.run(HeedServer.class, args);
    }
}
