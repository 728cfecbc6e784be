package zdm

// scanRecovery reads a recovery of the documented form.
func scanRecovery(data []byte) (r Recovery, ok bool) {
	s := &scan{data: data}
	ok = s.object([]member{
		{key: "system", read: func(s *scan) bool {
			return s.object([]member{
				{key: "source", read: func(s *scan) bool { return s.system(&r.System.Source) }},
				{key: "target", read: func(s *scan) bool { return s.system(&r.System.Target) }},
			})
		}},
		{key: "job", read: func(s *scan) bool { return s.state(&r.Job) }},
	})
	return r, ok
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

func (s *scan) state(t *RecoveryState) bool {
	var details Many[RecoveryPartition]
	ok := s.object([]member{
		{key: "info", read: func(s *scan) bool { return s.info(&t.Info) }},
		{key: "detail", value: &t.Detail},
		{key: "details", value: &details},
	})
	t.take(details)
	return ok
}

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
	i.take(kernel)
	return ok
}

func (s *scan) repository(r *RepositoryRef) bool {
	return s.object([]member{{key: "id", value: &r.ID}, {key: "path", value: &r.Path}, {key: "type", value: &r.Type}})
}

// scanPartition reads a partition of the documented form.
func scanPartition(data []byte) (p RecoveryPartition, ok bool) {
	s := &scan{data: data}
	var partition, drive, device Text
	ok = s.object([]member{
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
			o := &p.Option
			return s.object([]member{{key: "overwrite", value: &o.Overwrite}, {key: "fileSystem", value: &o.FileSystem}})
		}},
	})
	p.take(partition, drive, device)
	return p, ok
}
