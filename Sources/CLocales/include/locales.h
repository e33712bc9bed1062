// The files under data/, as bytes of this program: what a language and a country bring along.
#ifndef DIALOGRUN_LOCALES_H
#define DIALOGRUN_LOCALES_H

#include <stddef.h>

struct locale_file {
  const char *name;
  const unsigned char *bytes;
  ptrdiff_t length;
};

// Each language: its YAML files, one after the other, as one document.
extern const ptrdiff_t locale_language_count;
struct locale_file locale_language(ptrdiff_t index);

// What is customary in countries: YAML files, one after the other, as one document.
struct locale_file locale_regions(void);

// Each language's common words, one a line, sorted by bytes.
struct locale_file locale_common_words(ptrdiff_t index);

// Names of people, sorted by bytes: data/names/SOURCES.md.
struct locale_file locale_people(void);

#endif
