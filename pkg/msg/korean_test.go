package msg_test

import (
	"regexp"
	"strings"
	"testing"
)

// unnatural returns patterns that are unnatural in Korean, by reason.
func unnatural() map[string]*regexp.Regexp {
	return map[string]*regexp.Regexp{
		"one word for a thing: 레포지토리, 타겟, 스케줄, 센터": regexp.MustCompile(`리포지토리|리포지터리|레포지터리|타깃|스케쥴|쎈터`),
		"no particle depends on a value, and none has two forms": regexp.MustCompile(
			`%(\[\d+\])?[-+# 0]*\d*[a-z](\\?")?(은|는|이|가|을|를|와|과|으로|로)([\s,.;:)"` + "`" + `]|$)|(은\(는|는\(은|이\(가|가\(이|을\(를|를\(을|와\(과|과\(와)\)|\(으\)로`),
		"a semicolon does not separate Korean clauses": regexp.MustCompile(`[가-힣)]; [가-힣%]`),
		"sentences end in 합니다, short ones in a noun":   regexp.MustCompile(`[가-힣]*[^니]다([.:?]|$)`),
		"questions end in 니까 or 나요":                    regexp.MustCompile(`([^니]까|[^나]요|[가-힣][^까요])\?`),
	}
}

func TestKoreanReadsWell(t *testing.T) {
	for _, s := range sentences(t) {
		for reason, wrong := range unnatural() {
			if found := wrong.FindString(strings.Trim(s.local, "`\"")); found != "" {
				t.Errorf("%s: %q: %s", s.name, found, reason)
			}
		}
	}
}

func TestUnnaturalKoreanIsFound(t *testing.T) {
	for _, text := range []string{
		"리포지토리", `%s은 없음`, `%q는 모드가 아님`, `\"%s\"을 뺌`, `%[2]s로 복구`, `%d이`, `%s는(은) 없음`, `%s은(는) 없음`, `%s(으)로 복구`, `등록됨; 복구 작업은 계속됨`, "출력한다.", "알 수 없다", "혹시 %s인가?", "삭제할까? [y/N]", "갈까?",
	} {
		found := false
		for _, wrong := range unnatural() {
			found = found || wrong.MatchString(text)
		}
		if !found {
			t.Errorf("%q is taken for good", text)
		}
	}
	for _, text := range []string{`%d이고`, "출력합니다.", "삭제하시겠습니까? [y/N] ", "파티션마다 %d개", `혹시 \"%s\"입니까?`} {
		for reason, wrong := range unnatural() {
			if wrong.MatchString(text) {
				t.Errorf("%q: %s", text, reason)
			}
		}
	}
}
