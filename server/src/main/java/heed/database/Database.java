package heed.database;

/// Which PostgreSQL this Heed uses. Closed after the web server and the connection pool, before [HeedHome].
sealed interface Database extends AutoCloseable {

    /// Heed begins to end: what ends along with it is not to be started again.
    default void ending() {
    }

    /// Ends with Heed; its files stay.
    @Override
    void close();

    /// The one Heed brings along.
    record Embedded(EmbeddedDatabase database) implements Database {

        @Override
        public void ending() {
            database.ending();
        }

        @Override
        public void close() {
            database.close();
        }
    }

    /// The administrator's own: not ours to stop.
    record External(ExternalDatabase database) implements Database {

        @Override
        public void close() {
        }
    }
}
