/* The least that the list of tasks can cost: SQLite steps through the rows and every column is read, nothing more.
   floor DATABASE PROJECT TIMES prints, rows, bytes read, seconds of CPU for one run: their mean, after one that does not count. */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

static double cpu(void) {
    struct rusage used;
    getrusage(RUSAGE_SELF, &used);
    return used.ru_utime.tv_sec + used.ru_stime.tv_sec + (used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
}

static void fail(sqlite3 *database, const char *what) {
    fprintf(stderr, "%s: %s\n", what, sqlite3_errmsg(database));
    exit(1);
}

int main(int count, char **words) {
    if (count != 4) return fprintf(stderr, "floor DATABASE PROJECT TIMES\n"), 2;
    sqlite3 *database;
    sqlite3_stmt *statement;
    if (sqlite3_open_v2(words[1], &database, SQLITE_OPEN_READONLY, NULL)) fail(database, "open");
    if (sqlite3_prepare_v2(database, "SELECT * FROM task WHERE project_id = ?", -1, &statement, NULL))
        fail(database, "prepare");
    sqlite3_bind_text(statement, 1, words[2], -1, SQLITE_STATIC);
    double sum = 0;
    int runs = atoi(words[3]);
    volatile long long sink = 0;
    long long rows = 0, bytes = 0;
    for (int run = 0; run <= runs; run++) {
        double began = cpu();
        int answer;
        rows = bytes = 0;
        while ((answer = sqlite3_step(statement)) == SQLITE_ROW) {
            int columns = sqlite3_column_count(statement);
            for (int column = 0; column < columns; column++) {
                switch (sqlite3_column_type(statement, column)) {
                case SQLITE_INTEGER: sink += sqlite3_column_int64(statement, column); bytes += 8; break;
                case SQLITE_FLOAT: sink += (long long)sqlite3_column_double(statement, column); bytes += 8; break;
                case SQLITE_NULL: break;
                default: {
                    const unsigned char *text = sqlite3_column_text(statement, column);
                    int length = sqlite3_column_bytes(statement, column);
                    for (int at = 0; at < length; at += 64) sink += text[at];
                    bytes += length;
                }
                }
            }
            rows++;
        }
        if (answer != SQLITE_DONE) fail(database, "step");
        sqlite3_reset(statement);
        if (run > 0) sum += cpu() - began;
    }
    printf("%lld %lld %.6f\n", rows, bytes, sum / runs);
    sqlite3_finalize(statement);
    return sqlite3_close(database);
}
