package manifest

import (
	"slices"
	"strings"

	"github.com/zdmctl/zdmctl/pkg/internal/near"
	"github.com/zdmctl/zdmctl/pkg/msg"
)

// images returns the images that a value of imageKind or imagesKind names, each once.
func (n *node) images(k kind) (names []string) {
	if n == nil {
		return nil
	}
	texts := []string{n.text}
	if n.shape == list {
		texts = nil
		for _, item := range n.items {
			texts = append(texts, item.text)
		}
	}
	for _, text := range texts {
		all := []string{text}
		if k == imagesKind {
			all = strings.FieldsFunc(text, isSeparator)
		}
		for _, name := range all {
			if k == imagesKind {
				name = strings.TrimSpace(name)
			}
			if !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	return names
}

func isSeparator(r rune) bool { return r == ',' || r == '|' }

// images checks a value that names images.
func (c *checker) images(n *node, f field, path string) {
	item := field{kind: textKind, rule: (*checker).image}
	if f.kind == imagesKind {
		item.kind, item.rule = itemsKind, (*checker).imageNames
	}
	switch {
	case n.shape == object:
		c.wrongShape(n, f.kind, path)
		return
	case n.shape != list:
		c.text(n, item, path)
		return
	case len(n.items) == 0:
		c.noValue(n, path)
		return
	case f.kind == imageKind && len(n.items) > 1:
		c.problems.add(n.origin, path, msgOneImageEach.With())
		return
	}
	for i, each := range n.items {
		c.value(each, item, index(path, i))
	}
}

// imageNames checks the names of images in a text.
func (c *checker) imageNames(n *node, path string) {
	for name := range strings.SplitSeq(strings.ReplaceAll(n.text, "|", ","), ",") {
		if strings.TrimSpace(name) == "" {
			c.problems.add(n.origin, path, msgEmptyItem.With())
			return
		}
	}
}

// image checks the name of one image. In a restore from images alone, servers treat a separator as
// the end of the name.
func (c *checker) image(n *node, path string) {
	if c.imagesOnly && strings.ContainsFunc(n.text, isSeparator) {
		c.problems.add(n.origin, path, msgOneImageEach.With())
	}
}

// ofImages checks that a request restores either a server's partitions or images. In the second
// case, each jobList item must name an image of backupFile.
func (c *checker) ofImages(root *node) {
	all := root.get("backupFile")
	if !c.imagesOnly {
		if all != nil {
			c.problems.add(all.origin, "backupFile", msgSourceAndImages.With()).Notes = []msg.Message{msgImageOfPartition.With()}
		}
		return
	}
	names := all.images(imagesKind)
	for i, job := range jobs(root) {
		path := join(index("jobList", i), "backupFile")
		file := job.get("backupFile")
		switch own := file.images(imageKind); {
		case job.shape != object:
		case file == nil:
			p := c.problems.add(job.origin, path, msg.Required.With())
			p.Source = ""
		case len(own) == 1 && own[0] != "" && !strings.ContainsFunc(own[0], isSeparator) && !slices.Contains(names, own[0]):
			c.problems.add(file.origin, path, msgImageNotListed.With(quote(own[0]))).Suggestion = near.Word(own[0], names)
		}
	}
}
