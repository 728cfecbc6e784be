package plan

import (
	"strings"

	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// platformOf tells a platform by the hardware that a server shows, and which hardware that is; "" where it cannot be told. The machines of
// Azure and Hyper-V show the same, and so do those of most clouds that run on QEMU.
func platformOf(r zdm.Resources) (platform, hardware string) {
	hardware = strings.Join(strings.Fields(value(r.Manufacturer)+" "+value(r.Model)), " ")
	shown := strings.ToLower(hardware)
	for _, sign := range [][2]string{
		{"vmware", "vmware"}, {"amazon ec2", "aws"}, {"google compute engine", "gcp"}, {"oraclecloud", "oci"},
		{"cloudstack", "cloudstack"}, {"openstack", "openstack"}, {"nutanix", "nutanix"}, {"proxmox", "proxmox"},
		{"xenserver", "xenserver"}, {"kvm", "kvm"},
	} {
		if strings.Contains(shown, sign[0]) {
			return sign[1], hardware
		}
	}
	return "", ""
}
