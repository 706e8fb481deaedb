package heed.web.outage;

import heed.web.Problem;
import heed.web.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.coyote.CloseNowException;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.filter.OncePerRequestFilter;

/// Answers for the database where no controller was reached, or where one had begun to answer: the sign-in, the
/// transaction of an `Idempotency-Key`, a stream that breaks off.
class DatabaseFilter extends OncePerRequestFilter {

    private final DatabaseProblems database;
    private final ProblemWriter problems;

    DatabaseFilter(DatabaseProblems database, ProblemWriter problems) {
        this.database = database;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (DataAccessException | TransactionException e) {
            answer(response, database.of(e).orElseThrow(() -> e));
        } catch (ServletException e) {
            answer(response, database.of(e).orElseThrow(() -> e));
        }
    }

    /// Half an answer must not look like a whole one: its connection is cut.
    private void answer(HttpServletResponse response, Problem problem) throws IOException {
        if (response.isCommitted()) {
            throw new CloseNowException(problem.getMessage());
        }
        response.reset();
        problems.write(response, problem);
    }
}
