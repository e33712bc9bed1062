// The list of languages and countries. A new one is its folder or file under data/ and its lines here.
#include "locales.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char en[] = {
#embed "data/en/word_forms.yaml"
    ,
#embed "data/en/words.yaml"
    ,
#embed "data/en/rules.yaml"
    ,
#embed "data/en/phrases.yaml"
    ,
#embed "data/en/answers.yaml"
    ,
#embed "data/en/universals.yaml"
    ,
#embed "data/en/choices.yaml"
    ,
#embed "data/en/sounds.yaml"
    ,
#embed "data/en/tables.yaml"
    ,
#embed "data/en/numbers.yaml"
    ,
#embed "data/en/repairs.yaml"
    ,
#embed "data/en/money.yaml"
    ,
#embed "data/en/names.yaml"
    ,
#embed "data/en/forms.yaml"
    ,
#embed "data/en/times.yaml"
    ,
#embed "data/en/quantities.yaml"
    ,
#embed "data/en/dates.yaml"
    ,
#embed "data/en/speech.yaml"
    ,
#embed "data/en/spelling.yaml"
    ,
#embed "data/en/texts.yaml"
    ,
#embed "data/en/phone.yaml"
    ,
#embed "data/en/email.yaml"
    ,
#embed "data/en/addresses.yaml"
};

static const unsigned char es[] = {
#embed "data/es/word_forms.yaml"
    ,
#embed "data/es/words.yaml"
    ,
#embed "data/es/rules.yaml"
    ,
#embed "data/es/phrases.yaml"
    ,
#embed "data/es/answers.yaml"
    ,
#embed "data/es/universals.yaml"
    ,
#embed "data/es/choices.yaml"
    ,
#embed "data/es/sounds.yaml"
    ,
#embed "data/es/tables.yaml"
    ,
#embed "data/es/numbers.yaml"
    ,
#embed "data/es/repairs.yaml"
    ,
#embed "data/es/money.yaml"
    ,
#embed "data/es/names.yaml"
    ,
#embed "data/es/forms.yaml"
    ,
#embed "data/es/times.yaml"
    ,
#embed "data/es/quantities.yaml"
    ,
#embed "data/es/dates.yaml"
    ,
#embed "data/es/speech.yaml"
    ,
#embed "data/es/spelling.yaml"
    ,
#embed "data/es/texts.yaml"
    ,
#embed "data/es/phone.yaml"
    ,
#embed "data/es/email.yaml"
    ,
#embed "data/es/addresses.yaml"
};

static const unsigned char regions[] = {
#embed "data/regions/countries.yaml"
    ,
#embed "data/regions/phone.yaml"
    ,
#embed "data/regions/postal_codes.yaml"
    ,
#embed "data/regions/currencies.yaml"
    ,
#embed "data/regions/addresses.yaml"
};

static const unsigned char en_common[] = {
#embed "data/en/common.txt"
};

static const unsigned char es_common[] = {
#embed "data/es/common.txt"
};

static const unsigned char people[] = {
#embed "data/names/people.txt"
};

static const struct locale_file languages[] = {
    {"en", en, sizeof en},
    {"es", es, sizeof es},
};
// In the order of the languages.
static const struct locale_file common_words[] = {
    {"en", en_common, sizeof en_common},
    {"es", es_common, sizeof es_common},
};
const ptrdiff_t locale_language_count = sizeof languages / sizeof *languages;

struct locale_file locale_language(ptrdiff_t index) { return languages[index]; }

struct locale_file locale_regions(void) { return (struct locale_file){"regions", regions, sizeof regions}; }

struct locale_file locale_common_words(ptrdiff_t index) { return common_words[index]; }

struct locale_file locale_people(void) { return (struct locale_file){"people", people, sizeof people}; }
