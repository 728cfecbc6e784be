package plan

import (
	"strings"

	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// platformOf returns the platform of a server by its hardware, and that hardware; "" if it is unknown. The machines of
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
