/* Adds the next year to the built-in calendar, from a file. */
#include <anxun.h>
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv) {
    char json[65536];
    FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
    if (file == NULL) return 2;
    AnxunStr text = {json, fread(json, 1, sizeof json, file)};
    fclose(file);

    AnxunCalendar *china = NULL, *both = NULL;
    AnxunError *error = NULL;
    AnxunDate last = {2026, 12, 31}, due;
    if (anxun_calendar_china(&china, &error) == ANXUN_OK &&
        anxun_calendar_with_json(china, text, &both, &error) == ANXUN_OK &&
        anxun_calendar_add_working_days(both, last, 1, &due, &error) == ANXUN_OK) {
        printf("%04d-%02d-%02d\n", due.year, due.month, due.day);
    } else {
        AnxunStr message = anxun_error_message(error); /* says where the file contradicts itself */
        fprintf(stderr, "%.*s\n", (int)message.len, message.data);
    }
    int failed = error != NULL;
    anxun_error_free(error);
    anxun_calendar_free(both);
    anxun_calendar_free(china);
    return failed;
}
