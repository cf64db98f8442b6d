/* Leaks a calendar: what the sanitizer run has to notice, or it proves nothing. */
#include "check.h"

int main(void) {
    AnxunCalendar *calendar = NULL;
    WORKS(anxun_calendar_china(&calendar, &error));
    calendar = NULL;
    puts("leaked");
    return 0;
}
