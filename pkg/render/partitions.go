package render

import (
	"slices"
	"strconv"
	"strings"

	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

type partitionColumn struct {
	heading msg.Text
	cell    func(zdm.RegistrationPartition) string
	shown   show
}

type show int

const (
	always show = iota
	whenWide
	whenGiven // shown if any partition has it; undocumented, but relevant if a server sends it
)

func partitionColumns(request *zdm.RecoveryRequest, lang msg.Lang) []partitionColumn {
	type partition = zdm.RegistrationPartition
	return []partitionColumn{
		{msg.HeadPartition, func(p partition) string { return string(p.SourcePartition) }, always},
		{msg.HeadTarget, func(p partition) string { return string(p.TargetPartition) }, always},
		{msg.HeadMode, func(p partition) string { return string(p.JobMode) }, always},
		{msg.HeadBackup, func(p partition) string { return string(p.Backup.BackupJob) }, always},
		{msg.HeadImage, func(p partition) string { return image(request, p, lang) }, always},
		{msg.HeadFileSystem, func(p partition) string { return string(p.FileSystem) }, always},
		{msg.HeadOverwrite, func(p partition) string { return overwrite(p.Overwrite) }, always},
		{msg.HeadImageFile, func(p partition) string { return string(p.Backup.BackupFile) }, whenWide},
		{msg.HeadRepository, func(p partition) string { return string(p.Repository.ID) }, whenWide},
		{msg.HeadType, func(p partition) string { return string(p.Repository.Type) }, whenWide},
		{msg.HeadRepositoryPath, func(p partition) string { return string(p.Repository.Path) }, whenWide},
		{msg.HeadState, func(p partition) string { return string(p.State) }, whenGiven},
		{msgHeadError, func(p partition) string { return string(p.ErrorMessage) }, whenGiven},
	}
}

func partitionTable(request *zdm.RecoveryRequest, partitions []zdm.RegistrationPartition, wide bool, style Style) Table {
	t := Table{Fit: !wide, Rows: make([][]string, len(partitions))}
	for _, column := range partitionColumns(request, style.Lang) {
		given := func(p zdm.RegistrationPartition) bool { return !zdm.Text(column.cell(p)).None() }
		if column.shown == whenWide && !wide || column.shown == whenGiven && !slices.ContainsFunc(partitions, given) {
			continue
		}
		t.Headings = append(t.Headings, column.heading.In(style.Lang))
		for i, p := range partitions {
			t.Rows[i] = append(t.Rows[i], column.cell(p))
		}
	}
	return t
}

// image returns the image a partition is restored from, or that it will be the newest. Servers also
// report the newest for an image that the request names. That name is then shown.
func image(request *zdm.RecoveryRequest, p zdm.RegistrationPartition, lang msg.Lang) string {
	b := p.Backup
	named := slices.ContainsFunc(request.Images(), func(file string) bool { return zdm.SameImage(file, string(b.BackupFile)) })
	for _, j := range request.JobList {
		named = named || j.BackupFile != "" && j.IsOf(p.SourcePartition, b.BackupFile)
	}
	if !named && (b.UseLatest.True() || b.UseLast.True()) {
		return msgNewestImage.In(lang)
	}
	return string(b.BackupFile)
}

// overwrite returns the API's word, because some servers send a boolean or another spelling.
func overwrite(t zdm.Text) string {
	if on, err := strconv.ParseBool(strings.TrimSpace(string(t))); err == nil {
		if on {
			return zdm.OverwriteAllow
		}
		return zdm.OverwriteNotAllow
	}
	if t.Is("notAllow") {
		return zdm.OverwriteNotAllow
	}
	return string(t)
}
