package heed.exchange.work;

import heed.exchange.Import;
import heed.exchange.ImportKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;

/// Runs one import from where it stands to its end, with the rules of its kind.
@Component
public class ImportRunner {

    private final Map<ImportKind, RowKind<?>> kinds = new EnumMap<>(ImportKind.class);
    private final ProgressStore progress;
    private final DryRowStore dryRows;
    private final TransactionTemplate transaction;
    private final DataSize limit;

    ImportRunner(List<RowKind<?>> kinds, ProgressStore progress, DryRowStore dryRows,
            PlatformTransactionManager transactions,
            @Value("${heed.max-upload:20GB}") DataSize limit) {
        kinds.forEach(kind -> this.kinds.put(kind.kind(), kind));
        this.progress = progress;
        this.dryRows = dryRows;
        this.transaction = new TransactionTemplate(transactions);
        this.limit = limit;
    }

    /// Works the file off; applies nothing twice, however often it was interrupted.
    ///
    /// @param readers where the reading ahead runs
    /// @param stop asked between batches
    /// @return false when it was stopped before the end
    /// @throws heed.exchange.UnreadableFileException where the file cannot be read further
    public boolean run(Import work, Path file, Path errors, Executor readers, BooleanSupplier stop)
            throws IOException {
        RowKind<?> kind = kinds.get(work.kind());
        if (kind == null) {
            throw new IllegalStateException("nobody imports " + work.kind().code());
        }
        return run(work, kind, file, errors, readers, stop);
    }

    /// Sums up whom the import reached, at its end.
    public void sumUp(Import work) {
        transaction.executeWithoutResult(_ -> progress.sumUp(work));
    }

    private <R extends RowKind.Parsed> boolean run(Import work, RowKind<R> kind, Path file, Path errors,
            Executor readers, BooleanSupplier stop) throws IOException {
        return new ImportJob<>(work, kind, progress, dryRows, transaction, errors).run(file, limit.toBytes(),
                readers, stop);
    }
}
