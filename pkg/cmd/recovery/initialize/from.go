package initialize

import (
	"bytes"
	"context"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/cli/change"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/plan"
	"github.com/zdmctl/zdmctl/pkg/render"
	"github.com/zdmctl/zdmctl/pkg/resource"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// fromRegistered writes the requests of registered recoveries.
func (o *Options) fromRegistered(ctx context.Context, out cli.Output) error {
	f := o.Factory
	several, err := o.several()
	if err != nil {
		return err
	}
	client, err := f.Client()
	if err != nil {
		return err
	}
	defer client.Close()
	jobs, err := o.registered(ctx, client)
	if err != nil {
		return err
	}
	centers, err := plan.RepositoryCenters(ctx, client)
	if err != nil {
		return f.Explain(err)
	}
	if out.Format == render.FormatJSON && o.Out == "" {
		request, missing := plan.OfRecovery(&jobs[0], centers)
		o.lacking(request.JobName, missing)
		return o.print(ctx, out, request)
	}
	outputs, err := o.files(ctx, jobs, centers, several)
	if err != nil {
		return err
	}
	if o.Out == "" {
		_, err := f.IO.Out.Write(outputs[0].text)
		return err
	}
	if err := o.saveAll(outputs); err != nil {
		return err
	}
	if several {
		f.Note(msgMapWritten.With(len(outputs), o.Out, f.Next("recovery", "plan", "-f", o.Out)))
	} else {
		f.Note(msgInitWritten.With(o.Out, f.Next("recovery", "plan", "-f", o.Out)))
	}
	return nil
}

// together reports whether the flags ask for several requests.
func (o *Options) together() bool { return o.Map != "" || o.All || len(o.From) > 1 }

// several reports whether --out is a directory. It returns early errors for what cannot be written.
func (o *Options) several() (bool, error) {
	info, err := os.Stat(o.Out)
	if o.together() || err == nil && info.IsDir() {
		return true, o.directory("--from, --all")
	}
	return false, o.free()
}

// files returns the request files of recoveries.
func (o *Options) files(ctx context.Context, jobs []zdm.Recovery, centers map[int64]string, several bool) (outputs []output, err error) {
	names := namer{}
	for i := range jobs {
		request, missing := plan.OfRecovery(&jobs[i], centers)
		text, err := o.registeredFile(ctx, &jobs[i], request, missing)
		if err != nil {
			return nil, err
		}
		path := o.Out
		if several {
			path = names.name(o.Out, request.JobName)
		}
		o.lacking(request.JobName, missing)
		outputs = append(outputs, output{path, text})
	}
	return outputs, nil
}

func (o *Options) print(ctx context.Context, out cli.Output, request *zdm.RecoveryRequest) error {
	body, err := request.Body()
	if err != nil {
		return err
	}
	return out.Document(ctx, body)
}

// lacking warns about an incomplete request.
func (o *Options) lacking(job string, missing []string) {
	if len(missing) > 0 {
		o.Factory.Warn(msg.Reason.With(job, msgFromFillIn.With(msg.List(missing))))
	}
}

// registered returns the selected recoveries with their details. There is at least one.
func (o *Options) registered(ctx context.Context, client *zdm.Client) (jobs []zdm.Recovery, err error) {
	f := o.Factory
	if o.All {
		center, err := resource.Centers(f)
		if err != nil {
			return nil, err
		}
		query := zdm.RecoveryQuery{RecoveryFilter: zdm.RecoveryFilter{Detail: true, Center: center}}
		for job, err := range client.Recoveries(query).Kept().All(ctx) {
			if err != nil {
				return nil, f.Explain(err)
			}
			jobs = append(jobs, job)
		}
		if len(jobs) == 0 {
			return nil, exit.New(exit.Refused, msgFromNone.With())
		}
		return jobs, nil
	}
	for i, name := range o.From {
		if name == "" || slices.Contains(o.From[:i], name) {
			return nil, exit.New(exit.Usage, msg.NamedTwice.With(name))
		}
		target, err := change.Recovery(ctx, f, client, &resource.Identifier{Value: name})
		if err != nil {
			return nil, err
		}
		found, err := client.Recovery(ctx, target.Identifier, zdm.RecoveryFilter{Detail: true})
		if err != nil {
			return nil, f.Explain(err)
		}
		jobs = append(jobs, found.Data)
	}
	return jobs, nil
}

// registeredFile returns a request as YAML, headed by comments on what the server does not report.
func (o *Options) registeredFile(ctx context.Context, job *zdm.Recovery, request *zdm.RecoveryRequest, missing []string) ([]byte, error) {
	f := o.Factory
	body, err := request.Body()
	if err != nil {
		return nil, err
	}
	unreported := []string{"user", "cloudAuth", "excludePartition", "autoStart"}
	if s := resource.Schedule(job.Job.Info.Schedule); s != "" && request.Schedule == nil {
		unreported = append(unreported, "schedule ("+s+")")
	}
	var file bytes.Buffer
	file.WriteString(schemaLine)
	comment := func(m msg.Message) { file.WriteString("# " + render.Safe(m.In(f.Lang)) + "\n") }
	comment(msgFromAbout.With(request.JobName, string(job.Job.Info.ID), f.Now().Format(time.DateOnly)))
	comment(msgFromUnreported.With(strings.Join(unreported, ", ")))
	if len(missing) > 0 {
		comment(msgFromFillIn.With(msg.List(missing)))
	}
	file.WriteString("\n")
	err = render.Document(ctx, &file, body, render.FormatYAML, nil)
	return file.Bytes(), err
}
