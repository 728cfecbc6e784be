package zdm

// UnmarshalJSON decodes a recovery in one pass.
func (r *Recovery) UnmarshalJSON(data []byte) error {
	return unmarshal(data, []member{
		{key: "system", read: func(s *scan) bool {
			return s.object([]member{
				{key: "source", read: func(s *scan) bool { return s.system(&r.System.Source) }},
				{key: "target", read: func(s *scan) bool { return s.system(&r.System.Target) }},
			})
		}},
		{key: "job", read: func(s *scan) bool { return s.state(&r.Job) }},
	})
}

func (s *scan) system(t *System) bool {
	return s.object([]member{
		{key: "id", value: &t.ID},
		{key: "name", value: &t.Name},
		{key: "os", value: &t.OS},
		{key: "agent", value: &t.Agent},
		{key: "ip", read: func(s *scan) bool {
			return s.object([]member{{key: "public", value: &t.IP.Public}, {key: "private", value: &t.IP.Private}})
		}},
		{key: "license", value: &t.License},
	})
}

// state accepts the partitions also under "details".
func (s *scan) state(t *RecoveryState) bool {
	var details Many[RecoveryPartition]
	ok := s.object([]member{
		{key: "info", read: func(s *scan) bool { return s.info(&t.Info) }},
		{key: "detail", value: &t.Detail},
		{key: "details", value: &details},
	})
	if len(t.Detail) == 0 {
		t.Detail = details
	}
	return ok
}

// info accepts the kernel under "kernal" or "kernel".
func (s *scan) info(i *RecoveryInfo) bool {
	var kernel Text
	ok := s.object([]member{
		{key: "id", value: &i.ID},
		{key: "name", value: &i.Name},
		{key: "schedule", read: optional(&i.Schedule)},
		{key: "status", read: func(s *scan) bool {
			return s.object([]member{
				{key: "current", value: &i.Status.Current},
				{key: "time", read: func(s *scan) bool {
					t := &i.Status.Time
					return s.object([]member{{key: "start", value: &t.Start}, {key: "elapsed", value: &t.Elapsed}, {key: "end", value: &t.End}})
				}},
			})
		}},
		{key: "lastUpdated", value: &i.LastUpdated},
		{key: "platform", value: &i.Platform},
		{key: "kernal", value: &i.Kernel},
		{key: "kernel", value: &kernel},
		{key: "networkSpeed", value: &i.NetworkSpeed},
		{key: "script", read: func(s *scan) bool {
			return s.object([]member{{key: "path", value: &i.Script.Path}, {key: "run", value: &i.Script.Run}})
		}},
		{key: "afterReboot", value: &i.AfterReboot},
		{key: "notification", read: func(s *scan) bool {
			return s.object([]member{{key: "mail", value: &i.Notification.Mail}})
		}},
	})
	if i.Kernel.None() {
		i.Kernel = kernel
	}
	return ok
}

func (s *scan) repository(r *RepositoryRef) bool {
	return s.object([]member{{key: "id", value: &r.ID}, {key: "path", value: &r.Path}, {key: "type", value: &r.Type}})
}

// UnmarshalJSON accepts the partition also under the keys that the vendor's CLI shows.
func (p *RecoveryPartition) UnmarshalJSON(data []byte) error {
	var partition, drive, device Text
	err := unmarshal(data, []member{
		{key: "from", value: &p.From},
		{key: "partition", value: &partition},
		{key: "drive", value: &drive},
		{key: "to", value: &p.To},
		{key: "targetDevice", value: &p.TargetDevice},
		{key: "device", value: &device},
		{key: "mode", value: &p.Mode},
		{key: "backup", read: func(s *scan) bool {
			b := &p.Backup
			return s.object([]member{{key: "jobName", value: &b.JobName}, {key: "fileName", value: &b.FileName}, {key: "latest", value: &b.Latest}})
		}},
		{key: "repository", read: func(s *scan) bool { return s.repository(&p.Repository) }},
		{key: "lastUpdated", value: &p.LastUpdated},
		{key: "option", read: func(s *scan) bool {
			return s.object([]member{{key: "overwrite", value: &p.Option.Overwrite}, {key: "fileSystem", value: &p.Option.FileSystem}})
		}},
	})
	p.From = firstOf(p.From, partition, drive)
	p.TargetDevice = firstOf(p.TargetDevice, device)
	return err
}
