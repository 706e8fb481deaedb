package heed.delivery.analysis.index;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Lets one catch-up run at a time, and everybody wait for one that began after they came.
///
/// A request that finds a catch-up running waits for the next one: the running one may have taken its snapshot
/// before the commit that the request wants to see. Many that wait share the next one.
final class CatchUpGate {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private boolean running;
    private long begun;
    private long succeeded;

    /// Returns after a catch-up that began after this call has succeeded, run by this thread or by another one.
    /// If the one that this thread runs fails, its exception is thrown, and the others that wait try themselves.
    void pass(Runnable catchUp) {
        lock.lock();
        try {
            long wanted = begun + 1;
            while (succeeded < wanted) {
                if (running) {
                    ended.awaitUninterruptibly();
                } else {
                    run(catchUp);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void run(Runnable catchUp) {
        running = true;
        long number = ++begun;
        lock.unlock();
        boolean done = false;
        try {
            catchUp.run();
            done = true;
        } finally {
            lock.lock();
            running = false;
            succeeded = done ? number : succeeded;
            ended.signalAll();
        }
    }
}
